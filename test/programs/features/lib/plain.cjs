'use strict';
exports.name = 'plain';
exports.twice = (x) => x * 2;
