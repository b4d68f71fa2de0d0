#!/usr/bin/env node
module.exports = arguments.callee;
