import { copy, int, pipeline, schema, table } from 'ntom';

const narrow = table({ id: int().primaryKey(), value: int() });

export const v2 = schema(2, { narrow });
export const v3 = schema(3, { narrow });
export const v2to3 = pipeline(v2, v3, { narrow: copy() });
