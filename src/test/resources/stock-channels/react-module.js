export const { createElement, useEffect, useRef, useState } = window.React;
