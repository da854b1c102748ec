import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A server that answers to questions with a question of its own: for a file of the client. */
export interface RogueServer extends AsyncDisposable {
  readonly port: number;
  /** The statements that it was sent. */
  readonly statements: readonly string[];
  /** Every byte that it got for a file. */
  stolen(): Buffer;
  /** Whether a client said that it sends files, by connection. */
  readonly offered: readonly boolean[];
}

const localFiles = 0x80;
/** Long password, protocol 4.1, transactions, authentication as of 4.1, multiple results, by plugin. */
const capabilities = 0x1 | 0x200 | 0x2000 | 0x8000 | 0x20000 | 0x80000 | localFiles;
const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

/**
 * `asksFor`: the file that it wants instead of answering to a statement; null: it answers that all is well. `plugin`: the way in
 * which it wants the password besides the usual one; null: it lets everybody in.
 */
export async function startRogueServer(
  asksFor: (statement: string) => string | null,
  plugin: string | null = null,
): Promise<RogueServer> {
  const statements: string[] = [];
  const offered: boolean[] = [];
  const stolen: Buffer[] = [];
  const serve = (socket: Socket): void => {
    let isLoggedIn = false;
    let isSent = true;
    onPackets(socket, (content, sequence) => {
      const answer = (bytes: Buffer): unknown => socket.write(packet(bytes, sequence + 1));
      if (!isLoggedIn) {
        isLoggedIn = true;
        offered.push((content.readUInt32LE(0) & localFiles) !== 0);
        isSent = plugin === null;
        return answer(plugin === null ? ok : Buffer.from(`\xfe${plugin}\x0012345678901234567890\0`, 'latin1'));
      }
      if (!isSent) {
        stolen.push(content);
        isSent = content.length === 0;
        return isSent ? answer(ok) : undefined;
      }
      const statement = content.toString('utf8', 1);
      statements.push(statement);
      const wanted = content[0] === 3 ? asksFor(statement) : null;
      isSent = wanted === null;
      return answer(wanted === null ? ok : Buffer.concat([Buffer.from([0xfb]), Buffer.from(wanted)]));
    });
    socket.on('error', () => undefined);
    socket.write(packet(greeting(), 0));
  };
  const server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    statements,
    offered,
    stolen: () => Buffer.concat(stolen),
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

function packet(content: Buffer, sequence: number): Buffer {
  const header = Buffer.alloc(4);
  header.writeUIntLE(content.length, 0, 3);
  header[3] = sequence & 0xff;
  return Buffer.concat([header, content]);
}

function onPackets(socket: Socket, take: (content: Buffer, sequence: number) => unknown): void {
  let received = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= 4 && received.length >= 4 + received.readUIntLE(0, 3)) {
      const end = 4 + received.readUIntLE(0, 3);
      const [content, sequence] = [received.subarray(4, end), received[3] ?? 0];
      received = received.subarray(end);
      take(content, sequence);
    }
  });
}

/** Version 10 of the protocol: the server's version, a connection's number, a challenge, and what it can. */
function greeting(): Buffer {
  const low = Buffer.alloc(2);
  low.writeUInt16LE(capabilities & 0xffff);
  const high = Buffer.alloc(2);
  high.writeUInt16LE(capabilities >>> 16);
  return Buffer.concat([
    Buffer.from('\x0a10.11.0-MariaDB\0\x01\0\0\0'),
    Buffer.from('12345678\0'),
    low,
    Buffer.from([45, 2, 0]),
    high,
    Buffer.from([21]),
    Buffer.alloc(10),
    Buffer.from('123456789012\0mysql_native_password\0'),
  ]);
}
