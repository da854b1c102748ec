/** Bytes of the longest record of an extract. Whoever reads it makes one text of it, and these have a limit of their own. */
export const longestRecordBytes = 2 ** 28;
