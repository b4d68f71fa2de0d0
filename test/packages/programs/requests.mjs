// Requests over real sockets, and what of the answers is the same in every run.
const VARYING = new Set(['date', 'connection', 'keep-alive']);

/** The server is done with the next request that it gets: the client has all of the answer before. */
const served = (server) => new Promise((done) => server.once('request', (_request, response) => response.once('close', done)));

/** Sends the requests one after another, each as `[method, path, body?, headers?]`, and prints the answers. */
export async function sendAll(server, requests) {
  const { port } = server.address();
  for (const [method, path, body, headers = {}] of requests) {
    const isServed = served(server);
    const isJson = typeof body === 'object' && body !== null;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
      body: isJson ? JSON.stringify(body) : body,
      redirect: 'manual',
    });
    const shown = [...response.headers].filter(([name]) => !VARYING.has(name)).map(([name, value]) => `${name}: ${value}`);
    console.log(`${method} ${path} -> ${response.status} [${shown.sort().join('; ')}] ${await response.text()}`);
    await isServed;
  }
}

/** The same requests several times at once: the answers in the order of the requests. */
export async function sendTogether(server, paths) {
  const { port } = server.address();
  const answers = await Promise.all(paths.map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()));
  console.log(answers.join(' '));
}
