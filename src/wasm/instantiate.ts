/** The types of Node have it without its classes. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What a module exports that is given in base64. It is compiled anew with each call. */
export function instantiate<E>(base64: string): E {
  return new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64'))).exports as E;
}
