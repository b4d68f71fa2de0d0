/** Figures as rows with bars; each row may lead somewhere. */
import { html, nothing, type TemplateResult } from 'lit';

export interface Bar {
  readonly name: string;
  readonly detail: string;
  readonly value: number;
  readonly shown: string;
  readonly label: string;
  readonly go: (() => void) | undefined;
}

export function barList(title: string, note: string, bars: readonly Bar[]): TemplateResult {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<section class="card" aria-label=${title}>
    <header><span>${title}</span><span class="muted numbers">${note}</span></header>
    <ul>
      ${bars.map(({ name, detail, value, shown, label, go }) => {
        const row = html`<span class="bar" .style=${`width: ${Math.max(0.5, (value / most) * 100)}%`}></span>
          <span class="bar-name cut">${name} <span class="muted">${detail}</span></span><span class="numbers">${shown}</span>`;
        return html`<li>${go === undefined ? html`<span class="bar-row">${row}</span>` : html`<button class="bar-row" title=${label} @click=${go}>${row}</button>`}</li>`;
      })}
    </ul>
    ${bars.length === 0 ? html`<p class="muted">None.</p>` : nothing}
  </section>`;
}
