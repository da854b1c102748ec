import type { Finding } from '../finding.ts';
import type { SchemaDefinition } from '../schema/definition.ts';
import type { DatabaseLocation } from './location.ts';

/** Something that is so, and may matter: `max_allowed_packet`, `16.8 MB`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What an engine says of a place. */
export interface Diagnosis {
  readonly facts: readonly Fact[];
  /** Errors will not work, warnings work worse than they could. */
  readonly findings: readonly Finding[];
}

/** For whom a place is looked at. */
export interface DiagnosisRequest {
  /** The database that a load would make next. It need not exist. */
  readonly location: DatabaseLocation;
  /** Its schema. */
  readonly schema: SchemaDefinition;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
