import { dialectOf } from '../../dialects/registry.ts';
import { chunkMethods } from '../../extract/chunk-methods.ts';
import { loadPipeline } from '../../project/project.ts';
import { serve } from '../../workers/serve.ts';
import type { ExtractThread } from './thread-plan.ts';

serve<ExtractThread>(async ({ directory, pipeline, place }, served) =>
  chunkMethods(await loadPipeline(directory, pipeline), await dialectOf(place), served),
);
