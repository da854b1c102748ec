import { keepCompiled } from '../../keep-compiled.ts';
import { serve } from '../../workers/serve.ts';
import type { LoadThread } from './thread-plan.ts';

keepCompiled();
serve<LoadThread>(async ({ directory, schema: version, place, files }, served) => {
  // Only now: what is imported before is compiled each time.
  const { loadMethods } = await import('../../load/load-methods.ts');
  const { schemaFile } = await import('../../project/definition-files.ts');
  const { loadSchema } = await import('../../project/project.ts');
  const { dialectOf } = await import('../../dialects/registry.ts');
  const { requireUnchanged } = await import('./require-unchanged.ts');
  const schema = await loadSchema(directory, version);
  requireUnchanged(directory, schemaFile(version), files);
  return loadMethods(schema, await dialectOf(place), served);
});
