import { keepCompiled } from '../../keep-compiled.ts';
import { serve } from '../../workers/serve.ts';
import type { ExtractThread } from './thread-plan.ts';

keepCompiled();
serve<ExtractThread>(async ({ directory, pipeline, place }, served) => {
  // Only now: what is imported before is compiled each time.
  const { chunkMethods } = await import('../../extract/chunk-methods.ts');
  const { loadPipeline } = await import('../../project/project.ts');
  const { dialectOf } = await import('../../dialects/registry.ts');
  return chunkMethods(await loadPipeline(directory, pipeline), await dialectOf(place), served);
});
