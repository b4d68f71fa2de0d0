// A fastify server that serves requests over HTTP: schemas, plugins, hooks, errors, decorators, streams, content types.
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { sendAll, sendTogether } from './requests.mjs';

const events = [];
// Those come in any order.
const note = ({ url }, event) => void (url.startsWith('/slow') || events.push(event));
const app = Fastify({ logger: false, ajv: { customOptions: { allErrors: true } }, routerOptions: { ignoreTrailingSlash: true }, genReqId: (() => { let id = 0; return () => `request-${++id}`; })() });
for (const hook of ['onRequest', 'preValidation', 'preHandler', 'onResponse']) {
  app.addHook(hook, async (request, _reply) => note(request, `${hook} ${request.url}`));
}
for (const hook of ['preParsing', 'preSerialization', 'onSend']) {
  app.addHook(hook, async (request, _reply, payload) => {
    note(request, `${hook} ${request.url}`);
    return payload;
  });
}
app.addHook('preHandler', (request, _reply, done) => {
  note(request, `called back ${request.id}`);
  done();
});
app.addHook('onRoute', ({ method, url }) => events.push(`route ${method} ${url}`));
app.addHook('onClose', async () => events.push('closed'));
app.decorate('answer', () => 42);
app.decorateRequest('user', null);
app.decorateReply('shout', function (text) { return this.send(text.toUpperCase()); });
app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body.split('\n').map((line) => line.split(','))));
app.setErrorHandler((error, request, reply) => {
  note(request, `error ${error.code ?? error.name}`);
  reply.status(error.statusCode ?? 500).send({ id: request.id, code: error.code, message: error.message, validation: error.validation?.map(({ instancePath, message }) => [instancePath, message]) });
});
app.setNotFoundHandler((request, reply) => reply.code(404).send(`nothing at ${request.url}`));
app.addSchema({ $id: 'item', type: 'object', required: ['name'], properties: { id: { type: 'integer' }, name: { type: 'string', minLength: 2 }, tags: { type: 'array', items: { type: 'string' }, default: [] } } });

const items = [];
await app.register(async (scope) => {
  scope.addHook('preHandler', async (request) => { request.user = request.headers['x-user'] ?? 'nobody'; });
  scope.decorate('scoped', true);
  scope.post('/items', { schema: { body: { $ref: 'item#' }, response: { 201: { $ref: 'item#' } } } }, async (request, reply) => {
    const item = { id: items.length + 1, ...request.body, secret: 'not in the schema' };
    items.push(item);
    return reply.code(201).header('location', `/api/items/${item.id}`).send(item);
  });
  scope.get('/items', { schema: { querystring: { type: 'object', properties: { limit: { type: 'integer', minimum: 1, default: 10 }, sort: { enum: ['asc', 'desc'] } } } } }, async ({ query, user }) => ({ query, user, items: items.slice(0, query.limit) }));
  scope.get('/items/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } }, async ({ params }, reply) => items.find(({ id }) => id === params.id) ?? reply.callNotFound());
  scope.get('/wild/*', async ({ params }) => params);
  scope.get('/multi/:a-:b', async ({ params }) => params);
  scope.get('/regex/:file(^\\d+).png', async ({ params }) => params);
}, { prefix: '/api' });
app.get('/', async () => ({ answer: app.answer(), scoped: app.hasDecorator('scoped') }));
app.get('/shout', (_request, reply) => reply.shout('quiet'));
app.get('/stream', (_request, reply) => reply.type('text/plain').send(Readable.from(['a', 'b', 'c'])));
app.get('/buffer', async (_request, reply) => reply.type('application/octet-stream').send(Buffer.from('bytes')));
app.get('/throws', async () => { throw Object.assign(new Error('thrown in a handler'), { statusCode: 409 }); });
app.get('/sync', () => { throw new RangeError('thrown synchronously'); });
app.get('/callback', (_request, reply) => { setTimeout(() => reply.send({ later: true }), 1); });
app.get('/redirect', (_request, reply) => reply.redirect('/', 303));
app.get('/serialised', { schema: { response: { 200: { type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' }, d: { type: 'string', format: 'date-time' }, nested: { type: 'object', additionalProperties: { type: 'number' } }, any: {} } } } } }, async () => ({ n: 1.9, s: 5, d: new Date(0), nested: { a: '3' }, any: [1, { b: null }], dropped: true }));
app.post('/echo', async ({ body }) => ({ body }));
app.put('/limited', { bodyLimit: 10 }, async () => 'small enough');
app.route({ method: ['PATCH', 'DELETE'], url: '/both', constraints: {}, handler: async ({ method }) => method });
app.get('/slow/:n', async ({ params }) => { await new Promise((resolve) => setTimeout(resolve, 5 * (4 - Number(params.n)))); return `slow ${params.n}`; });

await app.listen({ port: 0, host: '127.0.0.1' });
await sendAll(app.server, [
  ['GET', '/'], ['POST', '/api/items', { name: 'one', tags: ['x'] }], ['POST', '/api/items', { name: 'two' }, { 'x-user': 'ada' }], ['POST', '/api/items', { name: 'x', tags: 'y' }], ['POST', '/api/items', {}], ['POST', '/api/items', '{bad', { 'content-type': 'application/json' }], ['GET', '/api/items?limit=1', undefined, { 'x-user': 'ada' }], ['GET', '/api/items?limit=0&sort=up'], ['GET', '/api/items/2'], ['GET', '/api/items/nine'], ['GET', '/api/items/9'], ['GET', '/api/items/'], ['GET', '/api/wild/a/b%20c'], ['GET', '/api/multi/x-y'], ['GET', '/api/regex/12.png'], ['GET', '/api/regex/ab.png'], ['HEAD', '/'], ['OPTIONS', '/'],
  ['GET', '/shout'], ['GET', '/stream'], ['GET', '/buffer'], ['GET', '/throws'], ['GET', '/sync'], ['GET', '/callback'], ['GET', '/redirect'], ['GET', '/serialised'], ['POST', '/echo', 'a,b\n1,2', { 'content-type': 'text/csv' }], ['POST', '/echo', 'plain', { 'content-type': 'text/plain' }], ['POST', '/echo', '<x/>', { 'content-type': 'text/xml' }], ['POST', '/echo', { deep: [1, { a: null }] }], ['POST', '/echo', '{"__proto__":{"a":1}}', { 'content-type': 'application/json' }], ['PUT', '/limited', { long: 'x'.repeat(50) }], ['PATCH', '/both', {}], ['DELETE', '/both'], ['GET', '/none'], ['GET', '/%zz'],
]);
await sendTogether(app.server, Array.from({ length: 12 }, (_unused, i) => `/slow/${i % 4}`));
for (const [method, url] of [['GET', '/'], ['GET', '/api/items'], ['POST', '/echo']]) {
  const response = await app.inject({ method, url, payload: method === 'POST' ? { injected: true } : undefined });
  console.log('inject', response.statusCode, response.body);
}
console.log(app.printRoutes({ commonPrefix: false }));
await app.close();
console.log(events.join('\n'));
