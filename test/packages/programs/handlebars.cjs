// Compiles and renders a template with helpers, partials and nested loops.
const Handlebars = require('handlebars');

Handlebars.registerHelper('euro', (cents) => `${(cents / 100).toFixed(2)} EUR`);
Handlebars.registerHelper('list', function (items, options) {
  return new Handlebars.SafeString(items.map((item) => `<li>${options.fn(item)}</li>`).join(''));
});
Handlebars.registerPartial('line', '{{name}}: {{euro price}}{{#if gift}} (gift){{/if}}');
const template = Handlebars.compile(`<h1>{{title}}</h1>
{{#each orders as |order i|}}
  <h2>{{i}} {{order.customer.name}}</h2>
  <ul>{{#list order.lines}}{{> line}}{{else}}nothing{{/list}}</ul>
  {{#unless order.paid}}<b>open</b>{{/unless}}{{{order.note}}}
{{else}}
  none
{{/each}}
`);
const orders = Array.from({ length: 20 }, (_, i) => ({
  customer: { name: `Customer <${i}>` },
  paid: i % 3 === 0,
  note: `<i>${i}</i>`,
  lines: Array.from({ length: (i % 4) + 1 }, (_, j) => ({ name: `item ${j} & co`, price: 100 * j + i, gift: j === 2 })),
}));
console.log(template({ title: 'Orders', orders }));
console.log(template({ title: 'None', orders: [] }));
