/** The text of a `tsconfig.json` that takes schemas and pipelines, whatever the type of the package: ntom loads them as modules. */
export const tsconfigText = `{
  "compilerOptions": {
    "target": "es2023",
    "module": "preserve",
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "allowImportingTsExtensions": true,
    "noEmit": true,
    "skipLibCheck": true
  }
}
`;
