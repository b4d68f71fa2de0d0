// JSX with a factory of its own: elements, fragments, spreads, children, components, member names, namespaced attributes.
/** @jsx h */ /** @jsxFrag Fragment */
type Node = { type: unknown; props: Record<string, unknown> | null; children: unknown[] };
declare namespace JSX { interface IntrinsicElements { [name: string]: any } type Element = any; interface ElementChildrenAttribute { children: {} } }
const Fragment = 'fragment';
function h(type: unknown, props: Record<string, unknown> | null, ...children: unknown[]): unknown {
  return typeof type === 'function' ? type({ ...props, children }) : { type, props, children } satisfies Node;
}
function render(node: unknown): string {
  if (Array.isArray(node)) return node.map(render).join('');
  if (node === null || node === false || node === undefined) return '';
  if (typeof node !== 'object') return String(node);
  const { type, props, children } = node as Node;
  const inner = children.map(render).join('');
  if (type === Fragment) return inner;
  const attributes = Object.entries(props ?? {}).map(([k, v]) => (v === true ? ` ${k}` : ` ${k}="${v}"`)).join('');
  return `<${type}${attributes}>${inner}</${type}>`;
}
const items = ['one', 'two'];
const Item = ({ name, children, done = false }: { name: string; children?: unknown; done?: boolean }) => <li class={done ? 'done' : 'open'}>{name}: {children}</li>;
const UI = { Box: (props: { title: string; children?: unknown }) => <div data-title={props.title}>{props.children}</div> };
const spread = { id: 'list', hidden: true };
const page = (
  <>
    <UI.Box title="Box &amp; co">
      <ul {...spread} aria-label='a "quoted" one'>
        {items.map((name, i) => <Item name={name} done={i === 1}>{i + 1}</Item>)}
        {items.length > 5 && <li>never</li>}
        {/* a comment */}
      </ul>
      text that   spans
      lines
    </UI.Box>
    <br />
  </>
);
console.log(render(page));
const generic = <T,>(x: T): T => x;
console.log(generic(<b>{generic('bold')}</b>));
