// In a sloppy script `let` is a name like others, in a place that takes no declarations.
var let = 'value'
for (var x of [1, 2]) let // ends here
{}
for (var k in { a: 1 }) let
{}
console.log(x, k, let)
