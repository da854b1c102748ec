/** A schema's fingerprint, and what it is after a change. For examples. */
export const exampleFingerprints = {
  before: '9f2c41d07ab36e58c1d4f0a2b7e6935d8c0f1e2a4b5d6c7e8f90a1b2c3d4e5f6',
  after: 'c85b0e9a17d2f364a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7',
} as const;
