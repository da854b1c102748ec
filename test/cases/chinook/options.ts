import type { CaseOptions } from '../../support/cases/case-folder.ts';

const data = new URL('../../../../shared/data/chinook/', import.meta.url);

export default {
  given: { sqlite: new URL('Chinook_Sqlite.sqlite', data), mysql: new URL('Chinook_MySql.sql', data) },
  otherwise: 'the Chinook data is not at hand',
} satisfies CaseOptions;
