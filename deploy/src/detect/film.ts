import { FILM } from '../films/film-format.js';
import type { Mat } from '../films/opencv.js';
import { composeScenario } from './compose-scenario.js';
import type { Scenario } from './scenario.js';
import { openProps, type Props, setStage } from './stage.js';
import { type Camera, openCameras } from './view.js';

/** A film that is looked at and judged. */
export type Film = {
  name: string;
  /** All from which its pictures follow. */
  recipe: unknown;
  /** When it begins, in the time of the session that it is a part of, ms; 0 where it is left out. */
  fromMs?: number;
  lengthMs: number;
  /** Makes its pictures, in rising order of `atMs`; each Mat is the caller's. */
  open: () => { picture(atMs: number): Promise<Mat>; close(): void };
};

/** What films are made with; whoever makes many of them makes this once. */
export type Studio = { props: Props; camera: (noise: number) => Camera };

export function openStudio(): Studio {
  return { props: openProps(), camera: openCameras() };
}

/** The film of a scenario. @param data folder of labelled clips */
export function filmOfScenario(scenario: Scenario, data: string | undefined, studio: Studio): Film {
  return {
    name: scenario.name,
    recipe: scenario,
    lengthMs: scenario.lengthMs,
    open() {
      const film = composeScenario(
        scenario,
        setStage(scenario, data, studio.props),
        studio.camera(scenario.view.noise),
      );
      return {
        picture: async (atMs) => film.picture(Math.round((atMs * FILM.fps) / 1000)),
        close: film.close,
      };
    },
  };
}
