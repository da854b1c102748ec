/** What a CREATE TABLE statement says and no pragma tells. Names are as they are written there. */
export interface TableDeclaration {
  readonly columns: readonly ColumnDeclaration[];
  /** In the order in which they are written, those of columns too. */
  readonly checks: readonly DeclaredCheck[];
  readonly uniques: readonly DeclaredUnique[];
  readonly foreignKeys: readonly DeclaredForeignKey[];
  readonly primaryKey: DeclaredPrimaryKey | null;
  /** By what has it, the ON CONFLICT clauses that change what is done. */
  readonly conflictClauses: readonly string[];
}

export interface ColumnDeclaration {
  readonly name: string;
  /** The first comment behind the type, with its marks. */
  readonly comment: string | null;
  readonly collation: string | null;
  readonly generated: string | null;
}

export interface DeclaredCheck {
  /** null: it has none. */
  readonly name: string | null;
  readonly expression: string;
}

export interface DeclaredUnique {
  readonly name: string | null;
  /** Of the columns; expressions are not allowed there. */
  readonly columns: readonly string[];
}

export interface DeclaredForeignKey {
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly deferred: boolean;
}

export interface DeclaredPrimaryKey {
  readonly columns: readonly string[];
  readonly autoIncrement: boolean;
  /** By column: whether it is in descending order. */
  readonly descending: readonly boolean[];
}
