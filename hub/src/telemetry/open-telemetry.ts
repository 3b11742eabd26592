import type { Answered } from '../http/answered.js';
import type { CentreViewPort } from '../http/centre-view-routes.js';
import type { IngestWatch } from '../ingest/ingest-context.js';
import type { HubConfig } from '../lib/hub-config.js';
import { readSecret } from '../lib/read-secret.js';
import { openCentreView } from './open-centre-view.js';
import { type MetricsDeps, openMetrics } from './open-metrics.js';
import { rollupSource } from './rollup.js';

/** What watches over the hub's work, as far as a configuration asks for it. */
export type Telemetry = {
  watch: IngestWatch | undefined;
  answered: ((answered: Answered) => void) | undefined;
  replayed: ((from: number) => void) | undefined;
  /** How the rooms of all hubs are that this one knows of. */
  centreView: CentreViewPort;
  /** Begins to tell and to ask; gives the address of the figures. */
  start(): Promise<string | undefined>;
  stop(): Promise<void>;
};

/** Figures, traces and the centre view. What is not asked for is not loaded. Throws a HubError. */
export async function openTelemetry(config: HubConfig, deps: MetricsDeps): Promise<Telemetry> {
  const own = rollupSource(config, deps);
  const metrics = openMetrics(config, { ...deps, rollup: own });
  const centreView = openCentreView(config, { ...deps, own });
  const traces = await openTraces(config, deps);
  const watches = [metrics?.watch, traces].filter((one) => one !== undefined);
  return {
    watch: watches.length === 0 ? undefined : together(watches),
    answered: traces && ((answered) => traces.answered(answered)),
    replayed: traces && ((from) => traces.replayed(from)),
    centreView,
    start: async () => {
      centreView.start();
      traces?.start();
      return metrics?.server.start();
    },
    stop: async () => {
      await centreView.stop();
      await metrics?.server.stop();
      await traces?.stop();
    },
  };
}

async function openTraces({ centre, traces }: HubConfig, { log }: MetricsDeps) {
  if (traces === undefined) return undefined;
  const { OtlpTraces } = await import('./otlp-traces.js');
  const { otlpUrl: url, tokenFile } = traces;
  const token = tokenFile === undefined ? undefined : readSecret('traces.tokenFile', tokenFile);
  return new OtlpTraces({ url, token, centre }, log);
}

function together(watches: readonly IngestWatch[]): IngestWatch {
  return {
    committed: (group) => {
      for (const watch of watches) watch.committed(group);
    },
    refused: (why) => {
      for (const watch of watches) watch.refused(why);
    },
  };
}
