// A page in React around the element: it draws again and again, gives the element another language,
// takes it away and brings it back.

import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

function Page() {
  const [count, setCount] = useState(0);
  const [lang, setLang] = useState("en");
  const [isThere, setThere] = useState(true);
  const [key, setKey] = useState(0);
  const [events, setEvents] = useState(0);
  const element = useRef(null);
  useEffect(() => {
    const heard = () => setEvents((events) => events + 1);
    element.current?.addEventListener("skill-check-progress", heard);
    return () => element.current?.removeEventListener("skill-check-progress", heard);
  }, [isThere, key]);
  window.host = { setCount, setLang, setThere, setKey };
  return (
    <main>
      <h1>Drawn {count} times, {events} answers heard</h1>
      {count % 2 ? <p>An odd paragraph</p> : null}
      {isThere && <skill-check key={key} ref={element} lang={lang} ladder="all" family="community-manager" modules={[{ module: `${count}` }]} />}
      <ul>{Array.from({ length: count % 5 }, (_, index) => <li key={index}>{index}</li>)}</ul>
    </main>
  );
}

createRoot(document.querySelector("#app")).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
