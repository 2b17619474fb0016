export * from "../types/channels/index.js";
