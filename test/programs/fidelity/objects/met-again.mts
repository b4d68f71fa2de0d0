// What uninstrumented code has made leads to objects that the program has met before, and that such code has changed since: they are seen as
// they are when the new object is, though nothing in the text says that the method is called back.
import { Server } from '../modules/node_modules/sample-package/serve.cjs';

const paths: string[] = [];

class Handler {
  handle(request: { path: string; connection: { served: number; timeout?: number } }): void {
    paths.push(request.path);
    const { connection } = request;
    paths.push(`${connection.served} ${connection.timeout}`);
  }
}

const server = new Server(new Handler());
for (const path of ['/', '/one', '/two']) server.receive(path);
console.log(paths);
