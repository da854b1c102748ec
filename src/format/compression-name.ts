/** The ways in which parts can be compressed. A manifest names them among what it requires. */
export const compressionNames = ['zstd', 'gzip'] as const;

export type CompressionName = (typeof compressionNames)[number];
