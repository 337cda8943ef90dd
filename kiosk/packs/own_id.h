#pragma once

/* The pack of what staff make at the screen. It comes last, so that it may hide and order all. */
#define PACKS_OWN "own"
