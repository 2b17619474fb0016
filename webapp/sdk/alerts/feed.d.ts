export * from "../types/alerts/feed.js";
