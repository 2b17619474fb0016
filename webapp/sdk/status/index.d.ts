export * from "../types/status/index.js";
