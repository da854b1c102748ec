import type { CaseOptions } from '../../support/cases/case-folder.ts';

export default { chunkRows: 3 } satisfies CaseOptions;
