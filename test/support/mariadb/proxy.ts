import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** A way to a server on which what the client says can be altered. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
}

/** `rewrite`: what the server gets of the client's bytes, as many of them. */
export async function startProxy(serverPort: number, rewrite: (text: string) => string): Promise<Proxy> {
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    client.on('data', (bytes) => server.write(Buffer.from(rewrite(bytes.toString('latin1')), 'latin1')));
    server.pipe(client);
    client.on('close', () => server.destroy()).on('error', () => server.destroy());
    server.on('close', () => client.destroy()).on('error', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
