package org.purlin.pipelines.memory;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The name of an object; a directory ends in a slash.
 *
 * @param name with its scheme
 */
record MemoryObject(String name) implements ResourceId {

  private static final long serialVersionUID = 1L;

  @Override
  public MemoryObject resolve(String other, ResolveOptions options) {
    boolean directory = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    String base = name.endsWith("/") ? name : name + "/";
    return new MemoryObject(base + other + (directory && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public MemoryObject getCurrentDirectory() {
    return new MemoryObject(name.substring(0, name.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    return name.endsWith("/") ? null : name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  @Override
  public String toString() {
    return name;
  }
}
