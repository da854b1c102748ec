import { keepCompiled } from '../../keep-compiled.ts';
import { serve } from '../../workers/serve.ts';
import type { ExtractThread } from './thread-plan.ts';

keepCompiled();
serve<ExtractThread>(async ({ directory, pipeline: name, place, files }, served) => {
  // Only now: what is imported before is compiled each time.
  const { chunkMethods } = await import('../../extract/chunk-methods.ts');
  const { definitionFile } = await import('../../project/definition-files.ts');
  const { loadPipeline } = await import('../../project/project.ts');
  const { dialectOf } = await import('../../dialects/registry.ts');
  const { requireUnchanged } = await import('./require-unchanged.ts');
  const pipeline = await loadPipeline(directory, name);
  requireUnchanged(directory, definitionFile(name), files);
  return chunkMethods(pipeline, await dialectOf(place), served);
});
