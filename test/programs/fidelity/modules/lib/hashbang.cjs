#!/usr/bin/env node
exports.started = true;
