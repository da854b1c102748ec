import { keepCompiled } from '../../keep-compiled.ts';
import { serve } from '../../workers/serve.ts';
import type { LoadThread } from './thread-plan.ts';

keepCompiled();
serve<LoadThread>(async ({ directory, schema, place }, served) => {
  // Only now: what is imported before is compiled each time.
  const { loadMethods } = await import('../../load/load-methods.ts');
  const { loadSchema } = await import('../../project/project.ts');
  const { dialectOf } = await import('../../dialects/registry.ts');
  return loadMethods(await loadSchema(directory, schema), await dialectOf(place), served);
});
