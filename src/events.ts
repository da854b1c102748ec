export type Phase = 'extract' | 'load' | 'verify' | 'compare' | 'seal' | 'fixture';

/** What a phase says while it works. The core reports, the CLI prints. */
export type NtomEvent =
  | {
      readonly type: 'phase-started';
      readonly phase: Phase;
      readonly schema: number;
      readonly tables: number;
      readonly rows: number;
    }
  | { readonly type: 'table-started'; readonly phase: Phase; readonly table: string; readonly rows: number }
  /** `rows`: how many more since the last event of this table. */
  | { readonly type: 'rows'; readonly phase: Phase; readonly table: string; readonly rows: number }
  | {
      readonly type: 'table-finished';
      readonly phase: Phase;
      readonly table: string;
      readonly rows: number;
      readonly parts: number;
      /** Of its parts, as they are stored. */
      readonly bytes: number;
    }
  | {
      readonly type: 'phase-finished';
      readonly phase: Phase;
      readonly schema: number;
      readonly rows: number;
      readonly ms: number;
    }
  | { readonly type: 'rejected'; readonly table: string; readonly rows: number; readonly file: string }
  | { readonly type: 'notice'; readonly message: string };

export type OnEvent = (event: NtomEvent) => void;
