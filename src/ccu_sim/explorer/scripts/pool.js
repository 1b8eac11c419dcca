// Workers beside the page: asked one thing at a time each, replaced when one dies.

const TRIES = 2;

export class Pool {
  constructor(begin, size) {
    this.begin = begin;
    this.waiting = [];
    this.next = 0;
    const text = document.getElementById("worker").textContent;
    this.source = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    this.members = Array.from({ length: size }, () => this.member());
  }

  member() {
    const member = { worker: new Worker(this.source), busy: null };
    member.worker.addEventListener("message", ({ data }) => this.answered(member, data));
    member.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.died(member);
    });
    this.give(member, {
      kind: "begin",
      task: this.begin,
      tries: TRIES,
      resolve: () => {},
      reject: (error) => this.refused?.(error),
    });
    return member;
  }

  // Ask for something; what is urgent goes before what waits.
  ask(kind, task, { urgent = false, group = kind } = {}) {
    return new Promise((resolve, reject) => {
      const wish = { kind, task, group, tries: 0, resolve, reject };
      if (urgent) this.waiting.unshift(wish);
      else this.waiting.push(wish);
      this.hand();
    });
  }

  // Forget what still waits of a group; what is being done is done.
  drop(group) {
    this.waiting = this.waiting.filter((wish) => wish.group !== group);
  }

  hand() {
    for (const member of this.members) {
      if (!member.busy && this.waiting.length > 0) this.give(member, this.waiting.shift());
    }
  }

  give(member, wish) {
    wish.id = this.next;
    this.next += 1;
    wish.tries += 1;
    member.busy = wish;
    member.worker.postMessage({ id: wish.id, kind: wish.kind, task: wish.task });
  }

  answered(member, { id, result, error }) {
    const wish = member.busy;
    if (!wish || wish.id !== id) return;
    member.busy = null;
    if (error === undefined) wish.resolve(result);
    else wish.reject(new Error(error));
    this.hand();
  }

  // A worker that died is replaced; what it was doing is tried once more.
  died(member) {
    const wish = member.busy;
    member.worker.terminate();
    const place = this.members.indexOf(member);
    if (wish && wish.tries >= TRIES) {
      this.members.splice(place, 1);
      wish.reject(
        new Error(
          "The model stopped twice beside this page; reload it, or close other pages to free memory.",
        ),
      );
      if (wish.kind === "begin")
        this.refused?.(
          new Error(
            "This browser does not let the model run beside the page; open it in another browser.",
          ),
        );
    } else {
      this.members[place] = this.member();
      if (wish) this.waiting.unshift(wish);
    }
    this.hand();
  }

  end() {
    for (const member of this.members) member.worker.terminate();
    URL.revokeObjectURL(this.source);
  }
}
