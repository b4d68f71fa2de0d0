// An express application that serves requests over HTTP: routing, middleware, bodies, errors, files, cookies, conditional answers.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { sendAll, sendTogether } from './requests.mjs';

const app = express();
const log = [];
app.set('etag', 'strong').set('x-powered-by', true).set('query parser', 'extended').set('json spaces', 1).set('trust proxy', true);
app.use((request, response, next) => {
  response.on('finish', () => log.push(`${request.method} ${request.originalUrl} ${response.statusCode}`));
  next();
});
app.use(express.json({ limit: '1kb', strict: true }), express.urlencoded({ extended: true }), express.text({ type: 'text/plain' }), express.raw({ type: 'application/octet-stream' }));
app.use('/static', express.static(fileURLToPath(new URL('.', import.meta.url)), { index: false, extensions: ['mjs'], maxAge: '1h', lastModified: false, etag: false }));

const items = new Map([[1, { id: 1, name: 'one' }]]);
const router = express.Router({ mergeParams: true, caseSensitive: true });
router.param('id', (request, _response, next, id) => {
  request.item = items.get(Number(id));
  if (request.item === undefined) next(Object.assign(new Error(`no item ${id}`), { status: 404 }));
  else next();
});
router.route('/').get((_request, response) => response.json([...items.values()])).post((request, response) => {
  const item = { id: items.size + 1, ...request.body };
  items.set(item.id, item);
  response.status(201).location(`/items/${item.id}`).json(item);
});
router.route('/:id').get((request, response) => response.json(request.item)).put((request, response) => response.json(Object.assign(request.item, request.body))).delete((request, response) => {
  items.delete(request.item.id);
  response.sendStatus(204);
});
app.use('/items', router);
app.get('/query', (request, response) => response.json({ query: request.query, ip: request.ip, host: request.hostname, protocol: request.protocol, xhr: request.xhr, path: request.path, fresh: request.fresh }));
app.get('/accept', (request, response) => response.format({ 'text/plain': () => response.send('plain'), 'text/html': () => response.send('<p>html</p>'), default: () => response.status(406).send(String(request.accepts(['json'])))}));
app.get('/cookie', (_request, response) => response.cookie('a', 'b c', { httpOnly: true, expires: new Date(0), sameSite: 'lax' }).clearCookie('old').append('X-Many', ['1', '2']).vary('Accept').type('txt').send('cookies'));
app.get('/redirect', (_request, response) => response.redirect(301, '/items'));
app.get(/^\/re(g+)ex$/, (request, response) => response.send(request.params[0]));
app.get('/files/*path', (request, response) => response.json(request.params.path));
app.get('/optional{/:name}', (request, response) => response.json({ ...request.params }));
app.get('/chain', (_request, response, next) => { response.locals.steps = ['a']; next(); }, [(_request, response, next) => { response.locals.steps.push('b'); next(); }, (_request, _response, next) => next('route')], (_request, response) => response.send('not here'));
app.get('/chain', (_request, response) => response.send(response.locals.steps.join()));
app.post('/echo', (request, response) => response.send(Buffer.isBuffer(request.body) ? `buffer ${request.body.length}` : { type: typeof request.body, body: request.body }));
app.get('/download', (_request, response) => response.attachment('räport.txt').send('content'));
app.get('/links', (_request, response) => response.links({ next: '/2', last: '/9' }).jsonp({ a: 1 }));
app.get('/throws', () => { throw new TypeError('thrown in a handler'); });
app.get('/rejects', async () => { await null; throw Object.assign(new Error('rejected in a handler'), { statusCode: 418 }); });
app.get('/slow/:n', async (request, response) => { await new Promise((resolve) => setTimeout(resolve, 5 * (4 - Number(request.params.n)))); response.send(`slow ${request.params.n}`); });
app.use((request, response) => response.status(404).send(`nothing at ${request.path}`));
app.use((error, _request, response, _next) => response.status(error.status ?? error.statusCode ?? 500).json({ name: error.name, message: error.message, type: error.type }));

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
await sendAll(server, [
  ['GET', '/items'], ['GET', '/items/1'], ['GET', '/items/9'], ['POST', '/items', { name: 'two' }], ['PUT', '/items/2', { name: 'zwei' }], ['GET', '/items'], ['DELETE', '/items/2'], ['GET', '/Items/1'], ['HEAD', '/items'], ['OPTIONS', '/items/1'],
  ['POST', '/items', '{bad json', { 'content-type': 'application/json' }], ['POST', '/items', { big: 'x'.repeat(2000) }], ['POST', '/echo', 'a=1&b[c]=2&b[d][]=3', { 'content-type': 'application/x-www-form-urlencoded' }], ['POST', '/echo', 'text', { 'content-type': 'text/plain' }], ['POST', '/echo', Buffer.from([1, 2, 3]), { 'content-type': 'application/octet-stream' }], ['POST', '/echo', { n: [1, null] }],
  ['GET', '/query?a=1&b[]=2&b[]=3&c[d]=e%20f', undefined, { 'x-forwarded-for': '10.0.0.9', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'example.org', 'x-requested-with': 'XMLHttpRequest' }], ['GET', '/accept', undefined, { accept: 'text/html' }], ['GET', '/accept', undefined, { accept: 'text/plain' }], ['GET', '/accept', undefined, { accept: 'image/png' }], ['GET', '/cookie'], ['GET', '/redirect'], ['GET', '/regggex'], ['GET', '/files/a/b%20c/d'], ['GET', '/optional'], ['GET', '/optional/x'], ['GET', '/chain'], ['GET', '/download'], ['GET', '/links?callback=f'], ['GET', '/throws'], ['GET', '/rejects'], ['GET', '/none'], ['GET', '/%zz'],
  ['GET', '/static/acorn.mjs', undefined, { range: 'bytes=0-9' }], ['GET', '/static/marked'], ['GET', '/static/../package.json'], ['GET', '/static/none.txt'], ['GET', '/items', undefined, { 'if-none-match': '*' }],
]);
await sendTogether(server, Array.from({ length: 12 }, (_unused, i) => `/slow/${i % 4}`));
server.close();
await once(server, 'close');
console.log(log.slice(0, -12).join('\n'));
