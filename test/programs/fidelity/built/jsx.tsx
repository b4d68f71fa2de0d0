// JSX with the classic factory: elements, fragments, spreads, children, expressions, components, keys; evaluation order.
const log: string[] = [];
type Node_ = { type: unknown; props: Record<string, unknown>; children: unknown[] };
const React = {
  Fragment: 'fragment',
  createElement(type: unknown, props: Record<string, unknown> | null, ...children: unknown[]): Node_ {
    log.push(typeof type === 'function' ? type.name : String(type));
    return { type: typeof type === 'function' ? type.name : type, props: { ...props }, children };
  },
};
declare global { namespace JSX { interface IntrinsicElements { [name: string]: any } } }
const note = <T,>(value: T): T => { log.push(`note ${String(value)}`); return value; };
const Item = ({ label }: { label: string }) => <li className="item">{label}</li>;
const lib = { List: { Item } };
const props = { id: 'spread', 'data-x': 1 };
const list = ['a', 'b'];
const tree = (
  <ul {...props} id={note('id')} hidden title="text &amp; entity" onClick={() => list.push('clicked')}>
    {/* a comment */}
    {list.map((label) => <Item key={label} label={label} />)}
    <lib.List.Item label={note('member')} />
    <>
      text with {note(1)} and   spaces
      next line
    </>
    {note(null)}{false && <b />}
    <input {...{ value: note('v') }} disabled={!list.length} />
  </ul>
);
console.log(JSON.stringify(tree, null, 1), log);
(tree.props.onClick as () => void)();
console.log(list, (<a-b c:d="1" />).type, Item({ label: 'direct' }).children);
