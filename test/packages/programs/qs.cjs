// The test suite that qs publishes: tape prints a line per assertion.
require('qs/test/parse.js');
require('qs/test/stringify.js');
require('qs/test/utils.js');
