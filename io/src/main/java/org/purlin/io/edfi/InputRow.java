package org.purlin.io.edfi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A row of the input, as far as it can be read without knowing the server.
 *
 * @param file its file's place in the input, from 0
 * @param line of its beginning in the file, from 1
 * @param district key of where it goes
 * @param resource of it; null when it names none
 * @param payload the record's text, unchecked; null when the row has none
 * @param id the server's id of the record; null when the row has none
 * @param keys the key columns' values
 * @param status its status, when that says to leave it; else null
 * @param flaw why the row cannot be read; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InputRow(
    int file,
    long line,
    String district,
    String resource,
    String payload,
    String id,
    Map<String, String> keys,
    String status,
    String flaw) {}
