package org.purlin.sandbox;

class X {}
