"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
var _kinds = require("./kinds.cjs");
Object.keys(_kinds).forEach(function (key) {
  if (key === "default" || key === "__esModule") return;
  if (key in exports && exports[key] === _kinds[key]) return;
  Object.defineProperty(exports, key, {
    enumerable: true,
    get: function () {
      return _kinds[key];
    }
  });
});
