import { dialectOf } from '../../dialects/registry.ts';
import { loadMethods } from '../../load/load-methods.ts';
import { loadSchema } from '../../project/project.ts';
import { serve } from '../../workers/serve.ts';
import type { LoadThread } from './thread-plan.ts';

serve<LoadThread>(async ({ directory, schema, place }, served) =>
  loadMethods(await loadSchema(directory, schema), await dialectOf(place), served),
);
