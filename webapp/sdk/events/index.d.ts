export * from "../types/events/index.js";
