export * from "./types/fleet.js";
