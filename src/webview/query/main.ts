import type { VsCodeApi } from '../panel/host.js';
import { QueryApp } from './app.js';

declare function acquireVsCodeApi(): VsCodeApi;

customElements.define('elixirscope-query', QueryApp);
document.body.append(new QueryApp(acquireVsCodeApi()));
