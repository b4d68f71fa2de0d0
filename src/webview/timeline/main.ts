import { type Host, TimelineApp } from './app.js';

declare function acquireVsCodeApi(): Host;

customElements.define('elixirscope-timeline', TimelineApp);
document.body.append(new TimelineApp(acquireVsCodeApi()));
