package org.purlin.sandbox.bigquery;

import java.util.Optional;

/** The parts of the two APIs, told apart by how their paths begin. */
enum Part {
  BIGQUERY("/bigquery/v2/"),
  BIGQUERY_UPLOAD("/upload/bigquery/v2/"),
  STORAGE("/storage/v1/"),
  STORAGE_UPLOAD("/upload/storage/v1/"),
  STORAGE_DOWNLOAD("/download/storage/v1/"),
  STORAGE_BATCH("/batch/storage/v1");

  private final String prefix;

  Part(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  boolean isUpload() {
    return this == BIGQUERY_UPLOAD || this == STORAGE_UPLOAD;
  }

  boolean isBigQuery() {
    return this == BIGQUERY || this == BIGQUERY_UPLOAD;
  }

  static Optional<Part> of(String path) {
    for (Part part : values()) {
      if (path.startsWith(part.prefix)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
