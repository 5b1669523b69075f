package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.io.http.HttpReply;
import org.purlin.io.landing.Part;
import org.purlin.transforms.edfi.ResourceName;
import org.purlin.transforms.rows.Table;

/**
 * Reads what changed since a change version: key changes, then changed records, then deletions. A
 * record that the lists leave in doubt is asked for by its id: one that was changed and deleted,
 * and one that got another key and is not among the changed.
 */
final class PullChanges {

  private static final List<Integer> NOT_SHOWN = List.of(403, 404, 405);
  private static final String KEY_CHANGES = "keyChanges";
  private static final String DELETES = "deletes";

  private final PullRun run;
  private final EdfiApi api;
  private final PullReader reader;
  private final PullUnit unit;
  private final PullTally tally;

  PullChanges(PullRun run, EdfiApi api, PullReader reader, PullUnit unit, PullTally tally) {
    this.run = run;
    this.api = api;
    this.reader = reader;
    this.unit = unit;
    this.tally = tally;
  }

  void read(PullSource source) throws IOException, InterruptedException {
    Table table = unit.rows().table();
    try (PullRecords changed = reader.newLayer()) {
      Part newKeys =
          list(
              KEY_CHANGES,
              PullTables.keyChanges(table),
              keys("oldKeyValues", PullTables.OLD_KEY, "newKeyValues", PullTables.NEW_KEY));
      reader.walkSince(source, changed);
      Part deleted = list(DELETES, PullTables.deletes(table), keys("keyValues", PullTables.KEY));
      reader.add(changed);
      if (deleted != null) {
        reader.add(new PullLayer(deleted, Map.of()));
      }
      try (PullRecords again = reader.newLayer()) {
        fetch(deleted, changed, true, again);
        fetch(newKeys, changed, false, again);
        reader.add(again);
      }
    }
  }

  private static Map<String, String> keys(String... namesAndColumns) {
    return new LinkedHashMap<>(PullSource.parameters(namesAndColumns));
  }

  /** Lands a list; returns the ids in it, null when the server has no such list. */
  private Part list(String name, Table table, Map<String, String> keys)
      throws IOException, InterruptedException {
    try (PullLog log = new PullLog(run, unit.target().district(), keys)) {
      try {
        ResourceName resource = unit.target().resource();
        reader.walkList(PullSource.list(api, resource, name).since(unit.first()), log);
      } catch (RefusedException e) {
        if (name.equals(KEY_CHANGES) && NOT_SHOWN.contains(e.status())) {
          // Servers before 6.1 have none, and a client need not have the right. A record keeps its
          // id, so it is among the changed ones.
          return null;
        }
        throw e;
      }
      if (name.equals(KEY_CHANGES)) {
        tally.keyChanges += log.count();
      } else {
        tally.deletes += log.count();
      }
      reader.addLog(table.name(), log.finishRows());
      return log.finishIds();
    }
  }

  /** Asks for the records of a list that are, or are not, among the changed ones. */
  private void fetch(Part ids, PullRecords changed, boolean among, PullRecords again)
      throws IOException, InterruptedException {
    if (ids == null) {
      return;
    }
    try (PullIds list = PullIds.open(ids)) {
      for (String id = list.next(); id != null; id = list.next()) {
        if (changed.contains(id) == among && !again.contains(id)) {
          fetch(id, again);
        }
      }
    }
  }

  private void fetch(String id, PullRecords again) throws IOException, InterruptedException {
    ResourceName resource = unit.target().resource();
    HttpReply reply = api.readRecord(resource, id);
    tally.requests += reply.attempts();
    if (reply.status() == 404) {
      again.replace(id);
      return;
    }
    if (reply.status() != 200) {
      throw new RefusedException(reply.status(), EdfiApi.problem(reply));
    }
    JsonNode record = PullPage.record(reply, api.shownRecord(resource));
    again.take(record, new PullSink.Place(tally.pages, 1));
  }
}
