import { html, type TemplateResult } from "lit-html";
import { modulePorts, type Design } from "../../generators/design.js";
import { protocolOf } from "../../generators/verilog.js";

/** A design's ports, and how they are driven. */
export const interfaceOf = (design: Design, suffix: string): TemplateResult => html`
  <div class="wide" tabindex="0" role="region" aria-label=${`Ports${suffix}`}>
    <table>
      <thead>
        <tr>
          <th scope="col">port</th>
          <th scope="col">direction</th>
          <th scope="col" class="number">bits</th>
          <th scope="col">format</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(modulePorts(design)).map(
          ([name, { direction, format }]) => html`
            <tr>
              <th scope="row"><code>${name}</code></th>
              <td>${direction}</td>
              <td class="number">${format.width}</td>
              <td>${format.name}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  </div>
  ${protocolOf(design).map((line) => html`<p class="quiet">${line}</p>`)}
  <p class="quiet">${latency(design)} ${`Source: ${design.operator.source}`}</p>
`;

const latency = ({ latency: cycles }: Design): string =>
  cycles === 0 ? "" : `Latency ${cycles} ${cycles === 1 ? "cycle" : "cycles"}, a result every cycle.`;
