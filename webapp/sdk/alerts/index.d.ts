export * from "../types/alerts/index.js";
