export * from "../types/status/feed.js";
