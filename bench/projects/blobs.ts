import { blob, copy, int, pipeline, schema, table, text } from 'ntom';

const document = table({ id: int().primaryKey(), name: text(60), content: blob() });

export const v2 = schema(2, { document });
export const v3 = schema(3, { document });
export const v2to3 = pipeline(v2, v3, { document: copy() });
