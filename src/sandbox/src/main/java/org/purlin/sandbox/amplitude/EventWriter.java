package org.purlin.sandbox.amplitude;

import static org.purlin.sandbox.amplitude.Utf8.utf8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.purlin.sandbox.amplitude.Population.Device;
import org.purlin.sandbox.amplitude.Population.Place;

/**
 * Writes the events of one hour. Event {@code index} depends on nothing but the traffic's seed and
 * project, the hour and the index, so that any event can be written again. Not thread-safe.
 */
final class EventWriter {

  /** One event, keys in the order of the wire; each mark is a {@link Mark}. */
  private static final String EVENT =
      """
      {"$insert_id":<insert_id>,"$insert_key":<insert_key>,"$schema":13,"adid":<adid>,
      "amplitude_attribution_ids":null,"amplitude_event_type":null,"amplitude_id":<amplitude_id>,
      "app":<app>,"city":<city>,"client_event_time":<client_event_time>,
      "client_upload_time":<client_upload_time>,"country":<country>,"data":<data>,
      "data_type":"event","device_brand":<brand>,"device_carrier":<carrier>,
      "device_family":<family>,"device_id":"<device_id>","device_manufacturer":<brand>,
      "device_model":<model>,"device_type":<family>,"dma":<dma>,"event_id":<event_id>,
      "event_properties":<event_properties>,"event_time":<event_time>,"event_type":"<event_type>",
      "global_user_properties":{},"group_properties":{},"groups":<groups>,"idfa":<idfa>,
      "ip_address":"<ip_address>","is_attribution_event":false,"language":<language>,
      "library":<library>,"location_lat":<location_lat>,"location_lng":<location_lng>,
      "os_name":<os_name>,"os_version":<os_version>,"partner_id":null,"paying":<paying>,"plan":{},
      "platform":<platform>,"processed_time":<processed_time>,"region":<region>,
      "sample_rate":null,"server_received_time":<server_received_time>,
      "server_upload_time":<server_upload_time>,"session_id":<session_id>,"source_id":null,
      "start_version":"<start_version>","user_creation_time":<user_creation_time>,
      "user_id":<user_id>,"user_properties":<user_properties>,"uuid":"<uuid>",
      "version_name":"<version_name>"}
      """;

  /** The places of the template that differ from event to event. */
  private enum Mark {
    INSERT_ID,
    INSERT_KEY,
    ADID,
    AMPLITUDE_ID,
    APP,
    CITY,
    CLIENT_EVENT_TIME,
    CLIENT_UPLOAD_TIME,
    COUNTRY,
    DATA,
    BRAND,
    CARRIER,
    FAMILY,
    DEVICE_ID,
    MODEL,
    DMA,
    EVENT_ID,
    EVENT_PROPERTIES,
    EVENT_TIME,
    EVENT_TYPE,
    GROUPS,
    IDFA,
    IP_ADDRESS,
    LANGUAGE,
    LIBRARY,
    LOCATION_LAT,
    LOCATION_LNG,
    OS_NAME,
    OS_VERSION,
    PAYING,
    PLATFORM,
    PROCESSED_TIME,
    REGION,
    SERVER_RECEIVED_TIME,
    SERVER_UPLOAD_TIME,
    SESSION_ID,
    START_VERSION,
    USER_CREATION_TIME,
    USER_ID,
    USER_PROPERTIES,
    UUID,
    VERSION_NAME
  }

  private record Piece(Utf8 before, Mark mark) {}

  private static final List<Piece> PIECES = new ArrayList<>();
  private static final Utf8 END;

  static {
    String template = EVENT.replace("\n", "");
    int from = 0;
    for (int at = template.indexOf('<'); at >= 0; at = template.indexOf('<', from)) {
      int close = template.indexOf('>', at);
      Mark mark = Mark.valueOf(template.substring(at + 1, close).toUpperCase(Locale.ROOT));
      PIECES.add(new Piece(utf8(template.substring(from, at)), mark));
      from = close + 1;
    }
    END = utf8(template.substring(from) + "\n");
  }

  private static final Utf8 NULL = utf8("null");
  private static final Utf8[] PAYING = {NULL, utf8("true"), utf8("false")};
  private static final Utf8 CARRIER = utf8("\"Example Mobile\"");
  private static final Utf8 DATA =
      utf8("{\"path\":\"/2/httpapi\",\"group_first_event\":{},\"group_ids\":{}}");
  private static final Utf8 DATA_WITH_UPDATE =
      utf8(
          "{\"path\":\"/2/httpapi\",\"user_properties_updated\":true,"
              + "\"group_first_event\":{},\"group_ids\":{}}");
  private static final Utf8 ORG = utf8("{\"org\":[\"org-");
  private static final Utf8 ORG_END = utf8("\"]}");
  private static final Utf8 NO_GROUPS = utf8("{}");
  private static final Utf8 USER = utf8("\"user-");
  private static final Utf8 DEVICE = utf8("d-");

  /** About 3 % of the events reach the server an hour to two weeks after they happened. */
  private static final double LATE = 0.03;

  private static final int LATE_FROM_SECONDS = 3600;
  private static final int LATE_TO_SECONDS = 14 * 86_400;

  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final long SESSION_MILLIS = 30 * 60 * 1000;

  private final Traffic traffic;
  private final long hour;
  private final int count;
  private final Dice dice = new Dice();
  private final JsonBytes json = new JsonBytes();
  private final EventProperties properties = new EventProperties(dice, json);

  private long uuidHigh;
  private long uuidLow;
  private int index;
  private int user;
  private EventKind kind;
  private Place place;
  private Device device;
  private long uploaded;
  private long clientUploaded;
  private long happened;

  EventWriter(Traffic traffic, Instant hour) {
    this.traffic = traffic;
    this.hour = hour.getEpochSecond() * SECOND;
    this.count = traffic.eventsIn(hour);
  }

  int count() {
    return count;
  }

  /** The event's key, without writing the event. */
  UUID uuid(int index) {
    start(index);
    json.clear();
    json.uuid(uuidHigh, uuidLow);
    return UUID.fromString(json.toString());
  }

  void write(int index, OutputStream out) throws IOException {
    draw(index);
    json.clear();
    for (Piece piece : PIECES) {
      json.raw(piece.before());
      write(piece.mark());
    }
    json.raw(END).writeTo(out);
  }

  private void start(int index) {
    this.index = index;
    dice.seed(traffic.seed(), traffic.projectId(), hour + index);
    uuidHigh = dice.next();
    uuidLow = dice.next();
  }

  private void draw(int index) {
    start(index);
    user = dice.below(Population.USERS);
    kind = EventKind.draw(dice);
    place = Population.placeOf(user);
    device = Population.deviceOf(user);
    // One event in each of `count` equal slices of the hour: sorted, without keeping any.
    uploaded = hour + (HOUR / SECOND * index + dice.below(3600)) * SECOND / count;
    uploaded += dice.below((int) Math.max(1, SECOND / count));
    clientUploaded = uploaded - 1000L * (5 + dice.below(900));
    long waited = dice.below(45 * (int) SECOND);
    if (dice.chance(LATE)) {
      waited += (LATE_FROM_SECONDS + dice.below(LATE_TO_SECONDS - LATE_FROM_SECONDS)) * SECOND;
    }
    happened = clientUploaded - waited;
  }

  private void write(Mark mark) {
    switch (mark) {
      case INSERT_ID -> json.raw('"').uuid(dice.next(), dice.next()).raw('"');
      case INSERT_KEY -> insertKey();
      case ADID -> advertisingId(device.phone() && user % 4 == 1);
      case AMPLITUDE_ID -> json.number(500_000_000_000L + user * 7919L);
      case APP -> json.number(traffic.projectId());
      case CITY -> json.raw(place.city());
      case CLIENT_EVENT_TIME -> json.time(happened);
      case CLIENT_UPLOAD_TIME -> json.time(clientUploaded);
      case COUNTRY -> json.raw(place.country());
      case DATA -> json.raw(dice.chance(0.3) ? DATA_WITH_UPDATE : DATA);
      case BRAND -> json.raw(device.brand());
      case CARRIER -> json.raw(device.phone() ? CARRIER : NULL);
      case FAMILY -> json.raw(device.family());
      case DEVICE_ID -> json.raw(DEVICE).hex(user * 0x9E3779B97F4A7C15L, 12);
      case MODEL -> json.raw(device.model());
      case DMA -> json.raw(place.dma());
      case EVENT_ID -> json.number(index);
      case EVENT_PROPERTIES -> properties.ofEvent(kind.shape);
      // client_event_time + (server_received_time - client_upload_time), as the vendor defines it
      case EVENT_TIME -> json.time(happened + received() - clientUploaded);
      case EVENT_TYPE -> json.ascii(kind.wireName);
      case GROUPS -> groups();
      case IDFA -> advertisingId(device.phone() && user % 4 == 2);
      case IP_ADDRESS -> json.raw(place.network()).number(1 + dice.below(254));
      case LANGUAGE -> json.raw(place.language());
      case LIBRARY -> json.raw(device.library());
      case LOCATION_LAT -> json.raw(Population.sharesPosition(user) ? place.latitude() : NULL);
      case LOCATION_LNG -> json.raw(Population.sharesPosition(user) ? place.longitude() : NULL);
      case OS_NAME -> json.raw(device.os());
      case OS_VERSION -> json.raw(device.osVersion());
      case PAYING -> json.raw(PAYING[user % PAYING.length]);
      case PLATFORM -> json.raw(device.platform());
      case PROCESSED_TIME -> json.time(uploaded + 300_000 + dice.below(4_000_000));
      case REGION -> json.raw(place.region());
      case SERVER_RECEIVED_TIME -> json.time(received());
      case SERVER_UPLOAD_TIME -> json.time(uploaded);
      case SESSION_ID -> json.number(session());
      case START_VERSION -> json.raw('4').raw('.').number(user % 9).raw('.').raw('0');
      case USER_CREATION_TIME -> userCreation();
      case USER_ID -> userId();
      case USER_PROPERTIES -> properties.ofUser();
      case UUID -> json.uuid(uuidHigh, uuidLow);
      case VERSION_NAME -> json.raw('4').raw('.').number(user % 9).raw('.').number(dice.below(9));
    }
  }

  private long received() {
    return uploaded - 3000;
  }

  private void insertKey() {
    if (kind == EventKind.ORDER) {
      json.raw(NULL);
    } else {
      json.raw('"').hex(dice.next(), 16).hex(dice.next(), 16).hex(dice.next(), 2);
      json.raw('#').digits(index % 1000, 3).raw('"');
    }
  }

  private void advertisingId(boolean given) {
    if (given) {
      json.raw('"').uuid(user * 0x9E3779B97F4A7C15L, user * 0xD1B54A32D192ED03L).raw('"');
    } else {
      json.raw(NULL);
    }
  }

  private void groups() {
    if (Population.isKnown(user)) {
      json.raw(ORG).digits(user % 300, 3).raw(ORG_END);
    } else {
      json.raw(NO_GROUPS);
    }
  }

  /** The user's half-hour that the event fell in; -1 for orders, which a server reports. */
  private long session() {
    long millis = happened / 1000;
    return kind == EventKind.ORDER
        ? -1
        : millis - Math.floorMod(millis + user * 7919L, SESSION_MILLIS);
  }

  private void userCreation() {
    if (Population.isKnown(user)) {
      json.time(Math.floorDiv(hour, DAY) * DAY - (15 + user % 900) * DAY);
    } else {
      json.raw(NULL);
    }
  }

  private void userId() {
    if (Population.isKnown(user)) {
      json.raw(USER).digits(user, 6).raw('"');
    } else {
      json.raw(NULL);
    }
  }
}
